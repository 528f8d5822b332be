namespace MlNetAudio.Pipelines.Loading;

/// <summary>Which columns <see cref="Microsoft.ML.LoadAudioCatalog"/>'s LoadAudio gives the recordings of a folder or manifest.</summary>
public sealed record AudioDataOptions
{
    /// <summary>Where labels are read from; as <see cref="Datasets.DatasetOptions.Label"/>.</summary>
    public string? Label { get; init; }

    /// <summary>Where groups are read from; as <see cref="Datasets.DatasetOptions.Group"/>.</summary>
    public string? Group { get; init; }

    /// <summary>Makes Label a Boolean, as trainers of two classes want it: whether a recording has this label. Null: Label is text, as LabelName.</summary>
    public string? PositiveLabel { get; init; }

    /// <summary>Columns of the manifest, in any case, that become text columns under the names given here.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}
