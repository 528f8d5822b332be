namespace Microsoft.ML.Runtime;

/// <summary>A place for reports of progress.</summary>
public interface IProgressChannelProvider
{
}
