using System.Runtime.InteropServices;

namespace ControlSim.Benchmarks;

/// <summary>What the numbers were measured on.</summary>
internal static class Machine
{
    public static string Name()
    {
        string cpu = !File.Exists("/proc/cpuinfo") ? RuntimeInformation.ProcessArchitecture.ToString()
            : File.ReadLines("/proc/cpuinfo").First(l => l.StartsWith("model name", StringComparison.Ordinal)).Split(':')[1].Trim();
        return $"{Environment.ProcessorCount} cores of {cpu}, {RuntimeInformation.FrameworkDescription}";
    }
}
