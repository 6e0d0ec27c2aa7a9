namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Designs the discrete cosine transform of type II, in double precision.</summary>
internal static class CosineTransform
{
    /// <summary>Returns the first rows of the orthonormal transform, one after the other: √(1/B) in row 0, √(2/B) cos(πk(2m + 1)/(2B)) in row k.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of inputs B.</param>
    public static double[] Design(int rows, int columns)
    {
        var design = new double[rows * columns];
        for (var k = 0; k < rows; k++)
        {
            var scale = Math.Sqrt((k == 0 ? 1.0 : 2.0) / columns);
            for (var m = 0; m < columns; m++)
            {
                // Whole turns are taken off in whole numbers, where they cost no digit.
                var quarter = (long)k * ((2 * m) + 1) % (4L * columns);
                design[(k * columns) + m] = scale * Math.Cos(Math.PI * quarter / (2.0 * columns));
            }
        }

        return design;
    }
}
