namespace MlNetAudio.Dsp.Transforms;

/// <summary>The resamplers asked for last, for any number of threads.</summary>
internal sealed class ResamplerCache(int capacity)
{
    private readonly record struct Key(int FromHz, int ToHz, ResamplerOptions Options);

    private readonly Lock _lock = new();
    private readonly LinkedList<(Key Key, Lazy<Resampler> Resampler)> _recent = [];   // the last one used first

    public int Count
    {
        get
        {
            lock (_lock) return _recent.Count;
        }
    }

    public Resampler Get(int fromHz, int toHz, ResamplerOptions options)
    {
        var key = new Key(Require.Positive(fromHz, nameof(fromHz)), Require.Positive(toHz, nameof(toHz)), options);
        return Entry(key).Value;   // built outside the lock, once: others who want the same wait, others who want another do not
    }

    private Lazy<Resampler> Entry(Key key)
    {
        lock (_lock)
        {
            var node = _recent.First;
            while (node is not null && node.Value.Key != key) node = node.Next;
            if (node is not null) _recent.Remove(node);
            else
            {
                node = new((key, new(() => new(key.FromHz, key.ToHz, key.Options))));
                if (_recent.Count == capacity) _recent.RemoveLast();
            }
            _recent.AddFirst(node);
            return node.Value.Resampler;
        }
    }
}
