using ControlSim.Study.Experiments;
using MathNet.Numerics.Distributions;

namespace ControlSim.Study.Sweeps;

/// <summary>Has a row enough runs? Mean and squares are updated run by run (Welford 1962).</summary>
internal sealed class Precision(UntilNarrow until)
{
    private int runs;
    private int count;
    private double mean;
    private double squares;

    /// <summary>The interval of the mean is narrow enough, and there are as many runs as at least wanted.</summary>
    public bool IsEnough { get; private set; }

    /// <summary>One more run; NaN for one without a value.</summary>
    public void Add(double value)
    {
        runs++;
        if (!double.IsNaN(value))
        {
            count++;
            double step = value - mean;
            mean += step / count;
            squares += step * (value - mean);
        }

        if (runs >= until.Least && count >= 2)
        {
            double error = Math.Sqrt(squares / (count - 1) / count);
            IsEnough = StudentT.InvCDF(0, 1, count - 1, 0.5 + (until.Confidence / 2)) * error <= until.HalfWidth;
        }
    }
}
