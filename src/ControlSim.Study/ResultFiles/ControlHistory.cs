using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.ResultFiles;

/// <summary>Who owns and who contests each location day by day, as shares of the replicates, out of control.csv and contested.csv.</summary>
public sealed class ControlHistory
{
    private readonly int locations;
    private readonly int owners;
    private readonly double[] owned;
    private readonly double[] contested;
    private readonly ImmutableArray<(int Bloc, int Rival, double Share)>[] pairs;

    private ControlHistory(Scenario scenario)
    {
        locations = scenario.Locations.Length;
        owners = scenario.Blocs.Length + 1;
        int cells = (scenario.Ticks + 1) * locations;
        owned = new double[cells * owners];
        contested = new double[cells * owners];
        pairs = new ImmutableArray<(int Bloc, int Rival, double Share)>[cells];
        Array.Fill(pairs, []);
    }

    /// <summary>Share of the replicates in which the bloc (-1: nobody) owns the location, contested or not.</summary>
    public double Owned(int tick, int location, int bloc) => owned[Index(tick, location, bloc)];

    /// <summary>Share of the replicates in which the bloc owns the location and nobody contests it.</summary>
    public double Held(int tick, int location, int bloc) =>
        Math.Max(0, owned[Index(tick, location, bloc)] - contested[Index(tick, location, bloc)]);

    /// <summary>Share of the replicates in which the location is contested.</summary>
    public double Contested(int tick, int location) => pairs[(tick * locations) + location].Sum(p => p.Share);

    /// <summary>The blocs that contest the location, in most replicates first.</summary>
    public ImmutableArray<int> Rivals(int tick, int location) =>
    [
        .. pairs[(tick * locations) + location]
            .SelectMany(p => new[] { (p.Bloc, p.Share), (Bloc: p.Rival, p.Share) })
            .Where(p => p.Bloc >= 0)
            .GroupBy(p => p.Bloc, p => p.Share)
            .OrderByDescending(g => g.Sum())
            .ThenBy(g => g.Key)
            .Select(g => g.Key),
    ];

    /// <summary>Is anything about the location other than on the day before? True at tick 0.</summary>
    public bool ChangesAt(int tick, int location)
    {
        if (tick == 0) return true;
        int now = Index(tick, location, -1);
        int before = Index(tick - 1, location, -1);
        return !owned.AsSpan(now, owners).SequenceEqual(owned.AsSpan(before, owners))
            || !pairs[(tick * locations) + location].SequenceEqual(pairs[((tick - 1) * locations) + location]);
    }

    /// <summary>Reads the two tables.</summary>
    /// <exception cref="FormatException">A table is not what it should be.</exception>
    internal static ControlHistory Of(Scenario scenario, IdRows ids, CsvTable control, CsvTable contested)
    {
        var history = new ControlHistory(scenario);
        history.FillOwned(scenario, ids, control);
        history.FillContested(scenario, ids, contested);
        return history;
    }

    private void FillOwned(Scenario scenario, IdRows ids, CsvTable table)
    {
        (int place, int tick, int bloc, int share) = (table.Column("location"), table.Column("tick"), table.Column("bloc"), table.Column("share"));
        foreach (var rows in table.Rows.GroupBy(r => (Location: ids.Location(r[place]), Tick: ids.Tick(table.Integer(r, tick)))))
        {
            double[] shares = new double[owners];
            foreach (string[] row in rows) shares[ids.Bloc(row[bloc]) + 1] = table.Number(row, share);
            for (int t = rows.Key.Tick; t <= scenario.Ticks; t++) shares.CopyTo(owned, Index(t, rows.Key.Location, -1));
        }
    }

    private void FillContested(Scenario scenario, IdRows ids, CsvTable table)
    {
        (int place, int tick, int owner) = (table.Column("location"), table.Column("tick"), table.Column("owner"));
        (int bloc, int rival, int share) = (table.Column("bloc"), table.Column("rival"), table.Column("share"));
        foreach (var rows in table.Rows.GroupBy(r => (Location: ids.Location(r[place]), Tick: ids.Tick(table.Integer(r, tick)))))
        {
            double[] shares = new double[owners];
            ImmutableArray<(int Bloc, int Rival, double Share)> now =
                [.. rows.Select(r => (ids.Bloc(r[bloc]), ids.Bloc(r[rival]), table.Number(r, share))).Where(p => p.Item3 > 0)];
            foreach (string[] row in rows) shares[ids.Bloc(row[owner]) + 1] += table.Number(row, share);
            for (int t = rows.Key.Tick; t <= scenario.Ticks; t++)
            {
                shares.CopyTo(contested, Index(t, rows.Key.Location, -1));
                pairs[(t * locations) + rows.Key.Location] = now;
            }
        }
    }

    private int Index(int tick, int location, int bloc) => (((tick * locations) + location) * owners) + bloc + 1;
}
