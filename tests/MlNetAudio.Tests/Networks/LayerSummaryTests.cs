using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Tests.Networks;

public class LayerSummaryTests
{
    [Fact]
    public void A_summary_shows_layers_shapes_parameters_and_work()
    {
        var network = new NetworkSpec(Shape.Of(1, 6, 8), [new Conv2d(2, Kernel: 3, Padding: 1), new Relu(), new Flatten(), new Linear(1)]);

        Assert.Equal(
            """
               layer                                     output     parameters  multiply-adds
               input                                     [1, 6, 8]
            0  Conv2d(2, kernel 3, stride 1, padding 1)  [2, 6, 8]          20            864
            1  Relu()                                    [2, 6, 8]           0              0
            2  Flatten(0)                                [96]                0              0
            3  Linear(1)                                 [1]                97             96
               total                                                       117            960
            """.ReplaceLineEndings("\n"),
            LayerSummary.Table(network));
    }
}
