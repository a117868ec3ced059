using System.Collections.Immutable;
using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>Reads the books of every bloc at the end of a run.</summary>
internal static class RunBooks
{
    /// <summary>Lines of a bloc's books.</summary>
    public static int Entries { get; } = Enum.GetValues<LedgerEntry>().Length;

    /// <summary>Index <c>entry * blocs + bloc</c>, in the rows of the scenario.</summary>
    public static ImmutableArray<double> Of(World world)
    {
        int blocs = world.Blocs.Count;
        double[] books = new double[Entries * blocs];
        Ledger ledger = world.Ledger;
        for (int f = 0; f < world.Factions.Count; f++)
        {
            int bloc = world.Order.Blocs[world.Factions.Bloc[f]];
            void Add(LedgerEntry entry, double value) => books[((int)entry * blocs) + bloc] += value;
            Add(LedgerEntry.FightersAtStart, ledger.Start[f]);
            Add(LedgerEntry.Recruited, ledger.Recruited[f]);
            Add(LedgerEntry.Volunteers, ledger.Inflow[f]);
            Add(LedgerEntry.Joined, ledger.DefectedIn[f]);
            Add(LedgerEntry.Killed, ledger.Killed[f]);
            Add(LedgerEntry.Surrendered, ledger.Surrendered[f]);
            Add(LedgerEntry.Deserted, ledger.Deserted[f]);
            Add(LedgerEntry.Defected, ledger.DefectedOut[f]);
            Add(LedgerEntry.Departed, ledger.Departed[f]);
            Add(LedgerEntry.MoneyAtStart, ledger.TreasuryStart[f]);
            Add(LedgerEntry.Revenue, ledger.Revenue[f]);
            Add(LedgerEntry.Wages, ledger.Wages[f]);
            Add(LedgerEntry.Operations, ledger.OperationCosts[f]);
            Add(LedgerEntry.Depots, ledger.DepotCosts[f]);
            Add(LedgerEntry.MoneyAtEnd, world.Economy.Treasury[f]);
        }

        for (int u = 0; u < world.Units.Count; u++)
        {
            int bloc = world.Order.Blocs[world.Factions.Bloc[world.Units.Faction[u]]];
            books[((int)LedgerEntry.FightersAtEnd * blocs) + bloc] += world.Units.Fighters[u];
        }

        return [.. books];
    }
}
