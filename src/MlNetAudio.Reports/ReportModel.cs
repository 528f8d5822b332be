namespace MlNetAudio.Reports;

/// <summary>Everything report.html shows. Text is shown as it is (escaped), numbers are formatted by the page.</summary>
public sealed record ReportModel
{
    public required string Title { get; init; }

    /// <summary>The dataset's name or folder.</summary>
    public required string Dataset { get; init; }

    /// <summary>When the run was made, in UTC, as it shall be read: "2026-11-22 14:03".</summary>
    public required string CreatedUtc { get; init; }

    public required int Seed { get; init; }

    /// <summary>In the order of the class indices.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>With two labels the one whose probability is ranked (class 1); null with more.</summary>
    public string? PositiveLabel { get; init; }

    /// <summary>One row a part; the one named "test" is what the models were evaluated on.</summary>
    public required IReadOnlyList<ReportSplitRow> Split { get; init; }

    /// <summary>How the parts were made, in a sentence.</summary>
    public required string SplitRule { get; init; }

    /// <summary>In the order of colours and matrices; the page ranks by AUC where it ranks.</summary>
    public required IReadOnlyList<ReportedModel> Models { get; init; }

    /// <summary>Paired tests; the verdict uses those of the best model, so give at least best against every other.</summary>
    public IReadOnlyList<ReportedComparison> Comparisons { get; init; } = [];

    public IReadOnlyList<SkippedRecording> Skipped { get; init; } = [];

    /// <summary>Anything else a reader must know before believing the numbers.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Versions, threads, stack: name and value, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>The command line that makes these numbers again; empty leaves the section out.</summary>
    public string Reproduce { get; init; } = "";
}
