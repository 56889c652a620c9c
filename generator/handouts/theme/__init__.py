"""Our MkDocs theme: Material's styles and partials, our own pages and scripts."""
