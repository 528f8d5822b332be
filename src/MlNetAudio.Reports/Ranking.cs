namespace MlNetAudio.Reports;

/// <summary>The order in which models are read: best first, equals in the order given.</summary>
internal static class Ranking
{
    public static IEnumerable<ReportedModel> ByAuc(IEnumerable<ReportedModel> models) => models.OrderByDescending(model => model.Metrics.Auc);
}
