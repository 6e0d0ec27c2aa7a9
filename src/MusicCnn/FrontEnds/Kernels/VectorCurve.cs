using System.Numerics;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Computes a function of one variable for each lane on its own.</summary>
/// <param name="values">The arguments.</param>
/// <returns>The function's values.</returns>
internal delegate Vector<double> VectorCurve(Vector<double> values);
