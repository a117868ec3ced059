using ControlSim.Networks;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Least km over usable corridors from every location to the nearest depot with stock.</summary>
internal sealed class SupplyDistances
{
    private readonly Corridors _corridors;
    private readonly ShortestPaths _paths;
    private readonly double[] _arcKm;
    private readonly bool[] _isSource;

    public SupplyDistances(Corridors corridors, int locations)
    {
        _corridors = corridors;
        _paths = new ShortestPaths(corridors.ArcStart, corridors.ArcTo);
        _arcKm = new double[corridors.ArcTo.Length];
        _isSource = new bool[locations];
    }

    /// <summary>Distance of a location, km; infinity where no usable way leads.</summary>
    public ReadOnlySpan<double> Km => _paths.Distances;

    /// <summary>Solves for corridors with some capacity and locations with some stock.</summary>
    public void Solve(ReadOnlySpan<long> capacity, ReadOnlySpan<long> stock)
    {
        for (int arc = 0; arc < _arcKm.Length; arc++)
        {
            int corridor = _corridors.ArcCorridor[arc];
            _arcKm[arc] = capacity[corridor] > 0 ? _corridors.LengthKm[corridor] : double.PositiveInfinity;
        }

        for (int l = 0; l < _isSource.Length; l++)
        {
            _isSource[l] = stock[l] > 0;
        }

        _paths.SolveFrom(_isSource, _arcKm);
    }
}
