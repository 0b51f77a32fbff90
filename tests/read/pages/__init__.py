"""Pages as publishers set them out: one made-up paper in the frames of many sites, and what must be read off each."""
