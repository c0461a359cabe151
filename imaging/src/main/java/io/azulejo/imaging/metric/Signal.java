package io.azulejo.imaging.metric;

/** Which planes of two pictures a metric compares. */
enum Signal {
    /** Red, green and blue; grey where both pictures are. */
    RGB {
        @Override
        int planes(int planes) {
            return planes;
        }

        @Override
        double[] plane(ColourRow row, int plane) {
            return row.planes()[plane];
        }
    },
    /** {@link ColourRow#luma}. */
    Y {
        @Override
        int planes(int planes) {
            return 1;
        }

        @Override
        double[] plane(ColourRow row, int plane) {
            return row.luma();
        }
    },
    /** Grey; nothing where one of the pictures is RGB. */
    GRAY {
        @Override
        int planes(int planes) {
            return planes == 1 ? 1 : 0;
        }

        @Override
        double[] plane(ColourRow row, int plane) {
            return row.planes()[plane];
        }
    };

    /** How many planes are compared where rows have {@code planes} of them; 0 if such pictures have none to compare. */
    abstract int planes(int planes);

    abstract double[] plane(ColourRow row, int plane);
}
