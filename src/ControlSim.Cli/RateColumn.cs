using System.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ControlSim.Cli;

/// <summary>Steps done, steps a second and time left; what was done before the first look counts as done, not as fast.</summary>
/// <param name="steps">What a step is, in the plural.</param>
internal sealed class RateColumn(string steps) : ProgressColumn
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private double? before;

    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        before ??= task.Value > 0 ? task.Value : null;
        double rate = (task.Value - (before ?? 0)) / watch.Elapsed.TotalSeconds;
        string left = rate > 0 ? $", {TimeSpan.FromSeconds((task.MaxValue - task.Value) / rate):hh\\:mm\\:ss} left" : "";
        return new Text($"{task.Value:0} of {task.MaxValue:0} {steps}, {rate:0.0} a second{left}");
    }
}
