namespace MlNetAudio.Datasets.Csv;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">The line on which it starts, counted from 1.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Fields);
