using System.Collections.Immutable;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.ResultFiles;

/// <summary>The tables of an ensemble, in the order in which they are written.</summary>
internal static class ResultTables
{
    /// <param name="ensemble">The runs.</param>
    /// <param name="trace">The event log of all replicates, not of the first alone.</param>
    public static ImmutableArray<ResultTable> Of(Ensemble ensemble, bool trace) =>
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
