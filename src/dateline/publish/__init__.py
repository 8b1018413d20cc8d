"""What goes out: digest, exports, figures."""
