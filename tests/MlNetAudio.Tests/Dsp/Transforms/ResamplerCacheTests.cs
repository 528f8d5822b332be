using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Transforms;

public class ResamplerCacheTests
{
    [Fact]
    public void Equal_rates_and_options_share_one_resampler()
    {
        var cache = new ResamplerCache(capacity: 4);

        Assert.Same(cache.Get(8_000, 16_000, new()), cache.Get(8_000, 16_000, ResamplerOptions.HighQuality));
        Assert.NotSame(cache.Get(8_000, 16_000, new()), cache.Get(8_000, 16_000, ResamplerOptions.Polyphase));
    }

    [Fact]
    public void The_one_unused_for_longest_goes_first()
    {
        var cache = new ResamplerCache(capacity: 2);
        Resampler first = Get(cache, 1), second = Get(cache, 2);
        Get(cache, 1);

        Get(cache, 3);

        Assert.Equal(2, cache.Count);
        Assert.Same(first, Get(cache, 1));
        Assert.NotSame(second, Get(cache, 2));
    }

    [Fact]
    public void Threads_that_ask_for_the_same_get_the_same()
    {
        var cache = new ResamplerCache(capacity: 4);
        var found = new Resampler[64];

        Parallel.For(0, found.Length, i => found[i] = Get(cache, 1 + i % 3));

        Assert.Equal(3, found.Distinct().Count());
    }

    [Fact]
    public void A_rate_of_zero_is_refused_by_name_and_not_kept()
    {
        var cache = new ResamplerCache(capacity: 2);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => cache.Get(0, 16_000, new()));

        Assert.StartsWith("fromHz must be positive, got 0.", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, cache.Count);
    }

    private static Resampler Get(ResamplerCache cache, int toHz) => cache.Get(2, toHz, ResamplerOptions.Polyphase);
}
