using System.Collections.ObjectModel;

namespace MlNetAudio.Datasets;

/// <summary>One labelled audio file of a dataset, or the spectrogram of one; it is not opened before its values are wanted.</summary>
/// <param name="Path">Absolute path of the file.</param>
/// <param name="RelativePath">
/// The stable id: relative to the dataset root with '/' on every platform; the text of the manifest where the file lies outside the root.
/// </param>
/// <param name="Label">The class.</param>
/// <param name="Group">What must not be on two sides of a split (speaker, sentence, device ...); the relative path where nothing was given.</param>
/// <param name="Part">The part that the manifest's split column names, or null.</param>
public sealed record Recording(string Path, string RelativePath, string Label, string Group, SplitPart? Part)
{
    /// <summary>The line of the manifest on which the recording stands (the header is line 1); 0 without a manifest.</summary>
    public int Row { get; init; }

    /// <summary>Every column of the manifest's row, by name without regard to case; empty without a manifest.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
