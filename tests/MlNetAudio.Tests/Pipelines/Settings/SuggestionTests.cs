using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Tests.Pipelines.Settings;

public class SuggestionTests
{
    [Theory]
    [InlineData("cn", "cnn")]
    [InlineData("LSTMM", "lstm")]
    [InlineData("stm", "lstm")]
    [InlineData("r", "lr rf")]
    [InlineData("transformer", "")]
    public void A_mistyped_word_finds_the_nearest_known_ones(string word, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Suggestion.Nearest(word, ["lr", "rf", "cnn", "lstm"])));
    }
}
