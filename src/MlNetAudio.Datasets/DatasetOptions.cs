namespace MlNetAudio.Datasets;

/// <summary>Where groups and labels come from when the layout alone does not say it.</summary>
public sealed record DatasetOptions
{
    /// <summary>
    /// A column of the manifest (any case), or a regular expression with one capture group, or with one named <c>group</c>, that is searched in
    /// <see cref="Recording.RelativePath"/>. Null: the manifest's column <c>group</c> where there is one, else every recording is its own group.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>
    /// A column of the manifest (any case), or a regular expression with one capture group, or with one named <c>label</c>, that is searched in
    /// <see cref="Recording.RelativePath"/>. Null: the manifest's column <c>label</c> or <c>class</c>, else the folder.
    /// </summary>
    public string? Label { get; init; }
}
