using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Training;

namespace MlNetAudio.Tests.Networks.Training;

public class TrainingBackendsTests
{
    [Fact]
    public void This_librarys_own_is_the_CPU_engine()
    {
        Assert.Equal(["cpu"], TrainingBackends.Own.Names);
        Assert.IsType<CpuBackend>(TrainingBackends.Own.Create("cpu", "cpu"));
    }

    [Theory]
    [InlineData("cpu", "cuda", "The backend cpu works on the device cpu, not on 'cuda'"), InlineData("gpu", "cpu", "There is no backend 'gpu' in this program; it has cpu.")]
    [InlineData("torchsharp", "cpu", "build with -p:MlNetStack=official")]
    public void What_is_not_there_is_refused_with_what_there_is(string name, string device, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => TrainingBackends.Own.Create(name, device)).Message, StringComparison.Ordinal);

    [Fact]
    public void One_more_is_made_for_the_device_that_was_asked_for()
    {
        string? asked = null;
        var backends = TrainingBackends.Own.With("scripted", device =>
        {
            asked = device;
            return new CpuBackend();
        });

        backends.Create("scripted", "cuda:1");

        Assert.Equal("cuda:1", asked);
        Assert.Equal(["cpu", "scripted"], backends.Names);
        Assert.Equal(["cpu"], TrainingBackends.Own.Names);
    }
}
