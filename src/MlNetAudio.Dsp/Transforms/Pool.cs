namespace MlNetAudio.Dsp.Transforms;

/// <summary>Objects that are not in use, for any number of threads; about as many as work at the same time are kept, the others left to the garbage collector.</summary>
internal sealed class Pool<T>(Func<T> create) where T : class
{
    private readonly T?[] _idle = new T?[Environment.ProcessorCount + 2];

    public T Rent()
    {
        foreach (ref var place in _idle.AsSpan())
            if (place is not null && Interlocked.Exchange(ref place, null) is { } item) return item;
        return create();
    }

    public void Return(T item)
    {
        foreach (ref var place in _idle.AsSpan())
            if (place is null && Interlocked.CompareExchange(ref place, item, null) is null) return;
    }
}
