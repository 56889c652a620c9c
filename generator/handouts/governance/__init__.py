"""What is signed, by whom, and until when."""
