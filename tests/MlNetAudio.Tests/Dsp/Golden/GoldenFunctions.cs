using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>How this library computes the golden entries of one concept. Every class of this kind in the assembly is found by <see cref="GoldenTests"/>.</summary>
internal abstract class GoldenFunctions
{
    /// <summary>The values in the order of the entry's file; null where the function is another's, or is not offered with those parameters.</summary>
    public abstract Func<float[]>? Compute(GoldenEntry entry);

    /// <summary>Whether <see cref="Judge"/> decides, not the entry's tolerance: where it has none.</summary>
    public virtual bool JudgesItself(GoldenEntry entry) => entry.Tolerance is null;

    /// <summary>Of an entry that is judged otherwise than by a tolerance: whether the values pass, and by which measure and bound; null where there is nothing to judge by.</summary>
    public virtual (bool Passes, string Measure)? Judge(GoldenEntry entry, Npy expected, ReadOnlySpan<float> actual) => null;
}
