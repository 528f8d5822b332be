using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace MlNetAudio.Pipelines;

/// <summary>Loops over all cores that fail as a plain loop does: with one exception, not with a bundle of them.</summary>
internal static class AllCores
{
    /// <summary>Calls body(i) for i in 0..count − 1 in any order. Of several failures the one of the smallest i is thrown, whatever the threads did.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, between two calls.</exception>
    public static void For(int count, Action<int> body, CancellationToken cancellation = default)
    {
        if (count == 1)   // as of a prediction engine: not worth a loop over threads
        {
            cancellation.ThrowIfCancellationRequested();
            body(0);
            return;
        }
        var failures = new ConcurrentDictionary<int, ExceptionDispatchInfo>();
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, (i, loop) =>
        {
            try
            {
                body(i);
            }
            catch (Exception e)
            {
                failures[i] = ExceptionDispatchInfo.Capture(e);
                loop.Break();   // every smaller i is still run
            }
        });
        if (!failures.IsEmpty) failures[failures.Keys.Min()].Throw();
    }
}
