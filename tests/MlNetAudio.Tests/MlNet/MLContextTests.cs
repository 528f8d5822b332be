using Microsoft.ML;

namespace MlNetAudio.Tests.MlNet;

public class MLContextTests
{
    [Fact]
    public void Fitting_leaves_messages_that_name_their_source()
    {
        var ml = new MLContext(seed: 1);
        var messages = new List<LoggingEventArgs>();
        ml.Log += (_, message) =>
        {
            lock (messages) messages.Add(message);
        };

        ml.Transforms.NormalizeMinMax("Features").Fit(GoldenVoices.View(ml, GoldenVoices.Load("twovoices").Train));

        Assert.NotEmpty(messages);
        Assert.All(messages, message => Assert.Contains(message.RawMessage, message.Message, StringComparison.Ordinal));
        Assert.All(messages, message => Assert.NotEmpty(message.Source));
    }
}
