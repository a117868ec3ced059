using ControlSim.Study.Geography;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Checks of corridors and crossings.</summary>
internal static class NetworkChecks
{
    /// <summary>Kilometres by which a length may fall short of the great circle: 0.1 of tolerance, 0.05 of rounding.</summary>
    private const double Tolerance = 0.15;

    /// <summary>A road this many times as long as the great circle is more likely a typing error.</summary>
    private const double LongRoad = 5;

    public static void Check(CheckedTree tree)
    {
        HashSet<string> gated = new(StringComparer.Ordinal);
        foreach (Row corridor in tree.Table("corridors"))
        {
            CheckCorridor(tree, corridor);
            if (corridor.Text("crossing") is { Length: > 0 } crossing)
            {
                gated.Add(crossing);
            }
        }

        bool areCorridorsSound = !tree.Problems.HasErrorsIn("corridors");
        foreach (Row crossing in tree.Table("crossings"))
        {
            CheckCrossing(tree, crossing, gated.Contains(crossing.Id) || !areCorridorsSound);
        }

        foreach (Row depot in tree.Table("depots"))
        {
            if (tree.Find("crossings", depot.Text("gate"))?.Text("external") is "")
            {
                tree.Error(depot, "gate", $"'{depot.Text("gate")}' is no external crossing; name a crossing with `external`, or remove the gate");
            }
        }
    }

    private static void CheckCorridor(CheckedTree tree, Row corridor)
    {
        string? from = corridor.Text("from");
        string? to = corridor.Text("to");
        if (from is not null && from == to)
        {
            tree.Error(corridor, "to", $"the corridor leads from '{from}' to itself; name two locations");
            return;
        }

        if (tree.Find("crossings", corridor.Text("crossing"))?.Text("external") is { Length: > 0 } external)
        {
            tree.Error(corridor, "crossing", $"'{corridor.Text("crossing")}' leads out to {Wording.Shorten(external)}, not to a location; remove `external` there, or the crossing here");
        }

        Row? a = tree.Find("locations", from);
        Row? b = tree.Find("locations", to);
        if (corridor.Number("length_km") is { } length && Point(a) is { } p && Point(b) is { } q)
        {
            double direct = GreatCircle.Km(p.Lon, p.Lat, q.Lon, q.Lat);
            if (length + Tolerance < direct)
            {
                tree.Error(corridor, "length_km", $"{Numbers.Write(length)} km is shorter than the great circle between its ends, {Numbers.Write(Math.Round(direct, 1))} km; correct the length or the coordinates of '{from}' or '{to}'");
            }
            else if (length > LongRoad * direct && length > 1)
            {
                tree.Warning(corridor, "length_km", $"{Numbers.Write(length)} km is more than {Numbers.Write(LongRoad)} times the great circle between its ends, {Numbers.Write(Math.Round(direct, 1))} km; is it right?");
            }
        }
    }

    private static void CheckCrossing(CheckedTree tree, Row crossing, bool isGated)
    {
        if (crossing.Text("external") is not { } external || tree.Problems.HasErrorsAt(crossing.PathOf("location")))
        {
            return;
        }

        string location = crossing.Text("location") ?? "";
        if (external.Length > 0 && location.Length == 0)
        {
            tree.Error(crossing, $"the external crossing opens into no location; add `location`");
        }
        else if (external.Length == 0 && location.Length > 0)
        {
            tree.Error(crossing, "location", "a crossing between two locations lies on its corridors; remove `location`, or add `external` with the neighbour's name");
        }
        else if (external.Length == 0 && !isGated)
        {
            tree.Error(crossing, "the crossing lies on no corridor; name it as `crossing` of a corridor, or add `external` with the neighbour that it leads to");
        }
    }

    private static (double Lon, double Lat)? Point(Row? location) =>
        location?.Number("lon") is { } lon && location.Number("lat") is { } lat ? (lon, lat) : null;
}
