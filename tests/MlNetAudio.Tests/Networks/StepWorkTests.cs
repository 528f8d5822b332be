using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Tests.Networks;

/// <summary>Counts of a training step beside counts by hand: products of [rows × depth] with [depth × columns], forward, by the weights and by what was read.</summary>
public class StepWorkTests
{
    [Fact]
    public void The_first_layer_has_no_gradient_by_its_input()
    {
        var network = new NetworkSpec(Shape.Of(5), [new Relu(), new Linear(7), new Tanh(), new Linear(3)]);

        Assert.Equal(2 * 5 * 7 + 3 * 7 * 3, StepWork.Of(network));
    }

    [Fact]
    public void A_stacked_recurrence_has_gradients_by_the_inputs_of_its_upper_layers_and_by_its_states()
    {
        const int steps = 9, features = 5, hidden = 4, gates = 4 * hidden;

        var network = new NetworkSpec(Shape.Of(steps, features), [new Lstm(hidden, Layers: 2), new Linear(2)]);

        int lower = 2 * steps * features * gates + 3 * (steps - 1) * hidden * gates, upper = 3 * steps * hidden * gates + 3 * (steps - 1) * hidden * gates;
        Assert.Equal(lower + upper + 3 * hidden * 2, StepWork.Of(network));
    }

    [Fact]
    public void Both_directions_read_both_directions_of_the_layer_below()
    {
        const int steps = 6, features = 5, hidden = 4, gates = 3 * hidden;

        var network = new NetworkSpec(Shape.Of(steps, features), [new Linear(features), new Gru(hidden, Layers: 2) { Bidirectional = true }]);

        int states = 3 * (steps - 1) * hidden * gates, lower = 3 * steps * features * gates + states, upper = 3 * steps * 2 * hidden * gates + states;
        Assert.Equal(2 * steps * features * features + 2 * (lower + upper), StepWork.Of(network));
    }

    [Fact]
    public void Branches_that_read_the_input_have_no_gradient_by_it_and_what_follows_has()
    {
        var network = new NetworkSpec(Shape.Of(3, 8),
        [
            new Residual(new Conv1d(4, Kernel: 3, Padding: 1), new Relu(), new Conv1d(4, Kernel: 3, Padding: 1)) { Shortcut = new Conv1d(4, Kernel: 1) },
            new Conv1d(2, Kernel: 1),
        ]);

        Assert.Equal(2 * (8 * 4 * 3 * 3) + 3 * (8 * 4 * 4 * 3) + 2 * (8 * 4 * 3) + 3 * (8 * 2 * 4), StepWork.Of(network));
    }

    [Fact]
    public void A_stack_of_gates_needs_gradients_from_its_second_block_on()
    {
        var network = new NetworkSpec(Shape.Of(2, 10), [new SkipSum(new SkipBlock(new Gated(Conv1d.Causal(2, 2), Conv1d.Causal(2, 2)), new Conv1d(2, Kernel: 1)), new SkipBlock(new Conv1d(2, Kernel: 1)))]);

        Assert.Equal(2 * 2 * (10 * 2 * 2 * 2) + 3 * (10 * 2 * 2) + 3 * (10 * 2 * 2), StepWork.Of(network));
    }

    [Fact]
    public void Attention_multiplies_steps_with_steps()
    {
        var network = new NetworkSpec(Shape.Of(6, 4), [new MultiHeadSelfAttention(Heads: 2)]);

        Assert.Equal(2 * 3 * (6 * 4 * 4) + 3 * 2 * (6 * 6 * 4) + 3 * (6 * 4 * 4), StepWork.Of(network));
    }
}
