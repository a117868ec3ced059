using System.Collections.Immutable;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.ResultFiles;

/// <summary>The tables of an ensemble; what figures have read of them is not made again for the folder.</summary>
public sealed class ResultTables
{
    private ResultTables(Ensemble ensemble, bool trace)
    {
        Ensemble = ensemble;
        All =
        [
            MetricsTable.Of(ensemble),
            SeriesTable.Of(ensemble),
            LedgerTable.Of(ensemble),
            RunsTable.Of(ensemble),
            CapturesTable.Of(ensemble),
            ControlTable.Of(ensemble),
            ContestedTable.Of(ensemble),
            ControlZonesTable.Of(ensemble),
            FlowsTable.Of(ensemble),
            CrossingsTable.Of(ensemble),
            EventsTable.Of(ensemble, trace),
            .. ensemble.Scenario.Uncertain.IsEmpty ? [] : new[] { DrawsTable.Of(ensemble) },
        ];
    }

    /// <summary>The runs.</summary>
    public Ensemble Ensemble { get; }

    /// <summary>The tables, in the order in which they are written.</summary>
    internal ImmutableArray<ResultTable> All { get; }

    /// <summary>The tables; none is made before it is asked for.</summary>
    /// <param name="ensemble">The runs.</param>
    /// <param name="trace">The event log of all replicates, not of the first alone.</param>
    public static ResultTables Of(Ensemble ensemble, bool trace) => new(ensemble, trace);
}
