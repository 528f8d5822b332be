namespace MlNetAudio.Pipelines.Tuning;

/// <summary>How a search draws the next trial.</summary>
public enum SearchMethod
{
    /// <summary>A tree-structured Parzen estimator (Bergstra et al. 2011): after some random trials, values that are likelier among the good trials than among the others.</summary>
    Tpe,

    /// <summary>Whatever was seen before (Bergstra and Bengio 2012).</summary>
    Random,
}
