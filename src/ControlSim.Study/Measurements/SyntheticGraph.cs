using System.Globalization;
using ControlSim.Randomness;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Measurements;

/// <summary>Places in a plane and the links between them: the ground of a synthetic theatre.</summary>
/// <param name="Places">Coordinates, km.</param>
/// <param name="Links">Rows of both ends and the length, km.</param>
public sealed record SyntheticGraph(
    IReadOnlyList<(double X, double Y)> Places, IReadOnlyList<(int A, int B, double Km)> Links)
{
    /// <summary>Mean room of a place in a made graph, km: towns of the Syria-Iraq theatre lie some 50 km apart.</summary>
    private const double SpacingKm = 50;

    /// <summary>Neighbours of a place that are candidates for a link.</summary>
    private const int Nearest = 12;

    /// <summary>Makes a connected graph of near neighbours: a tree of nearest places, then the shortest links that are left.</summary>
    /// <param name="places">Number of places, at least 2.</param>
    /// <param name="links">Number of links, at least places - 1; fewer are made where near neighbours run out.</param>
    /// <param name="seed">Seed of the coordinates.</param>
    public static SyntheticGraph Make(int places, int links, ulong seed)
    {
        double side = SpacingKm * Math.Sqrt(places);
        var at = new (double X, double Y)[places];
        for (int i = 0; i < places; i++)
        {
            at[i] = (side * Uniform(seed, i, 0), side * Uniform(seed, i, 1));
        }

        Array.Sort(at);
        var taken = new HashSet<(int, int)>();
        var made = new List<(int A, int B, double Km)>(links);
        var spare = new List<(double Km, int A, int B)>(places * Nearest);
        var near = new List<(double Km, int Row)>(places);
        for (int i = 0; i < places; i++)
        {
            FindNear(at, i, near);
            foreach ((double km, int j) in near.Take(Nearest))
            {
                spare.Add((km, Math.Min(i, j), Math.Max(i, j)));
            }

            if (i > 0)
            {
                (double km, int j) = near.First(n => n.Row < i);
                taken.Add((j, i));
                made.Add((j, i, km));
            }
        }

        spare.Sort();
        foreach ((double km, int a, int b) in spare)
        {
            if (made.Count < links && taken.Add((a, b)))
            {
                made.Add((a, b, km));
            }
        }

        return new SyntheticGraph(at, made);
    }

    /// <summary>Reads <c>nodes.csv</c> (id,x_km,y_km) and <c>links.csv</c> (a,b,distance_km,weight).</summary>
    /// <param name="folder">Folder of both files.</param>
    /// <exception cref="CsvFormatException">The files are wrong; the message lists every problem with its line.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static SyntheticGraph Read(string folder)
    {
        var problems = new List<string>();
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        var places = new List<(double X, double Y)>();
        string nodes = Path.Combine(folder, "nodes.csv"), edges = Path.Combine(folder, "links.csv");
        Read(nodes, ["id", "x_km", "y_km"], problems, (cells, place) =>
        {
            if (!rows.TryAdd(cells[0], places.Count))
            {
                problems.Add($"{place}: id '{cells[0]}' stands twice; ids are unique");
            }

            places.Add((Number(cells[1], "x_km", place, problems), Number(cells[2], "y_km", place, problems)));
        });
        var links = new List<(int A, int B, double Km)>();
        Read(edges, ["a", "b", "distance_km"], problems, (cells, place) =>
        {
            foreach (string id in cells.Take(2).Where(id => !rows.ContainsKey(id)))
            {
                problems.Add($"{place}: '{id}' is no id of nodes.csv");
            }

            double km = Number(cells[2], "distance_km", place, problems);
            if (km <= 0)
            {
                problems.Add($"{place}: distance_km is {cells[2]}; a length is above 0");
            }

            links.Add((rows.GetValueOrDefault(cells[0]), rows.GetValueOrDefault(cells[1]), km));
        });
        if (places.Count < 2 && problems.Count == 0)
        {
            problems.Add($"{nodes}: {places.Count} places; a theatre has at least 2");
        }

        return problems.Count == 0 ? new SyntheticGraph(places, links) : throw new CsvFormatException(string.Join('\n', problems));
    }

    /// <summary>A uniform number in [0, 1) that belongs to a row and a purpose.</summary>
    internal static double Uniform(ulong seed, long row, int purpose) =>
        (StableId.Combine(StableId.Combine(seed, (ulong)row), (ulong)purpose) >> 11) * (1.0 / (1L << 53));

    private static void FindNear((double X, double Y)[] at, int i, List<(double Km, int Row)> near)
    {
        near.Clear();

        // Places are sorted by x: farther along it than the twelfth neighbour found, nobody can be nearer.
        double reach = double.PositiveInfinity;
        for (int step = 1; step < at.Length; step++)
        {
            bool any = false;
            foreach (int j in (ReadOnlySpan<int>)[i - step, i + step])
            {
                if (j < 0 || j >= at.Length || Math.Abs(at[j].X - at[i].X) > reach)
                {
                    continue;
                }

                any = true;
                double dx = at[j].X - at[i].X, dy = at[j].Y - at[i].Y;
                near.Add((Math.Sqrt((dx * dx) + (dy * dy)), j));
            }

            if (!any)
            {
                break;
            }

            if (near.Count >= 4 * Nearest && near.Count % (2 * Nearest) < 2)
            {
                near.Sort();
                reach = near[Nearest - 1].Km;
            }
        }

        near.Sort();
    }

    private static void Read(string file, string[] columns, List<string> problems, Action<string[], string> row)
    {
        using var text = new StreamReader(file);
        var reader = new CsvReader(text, file);
        int[] at = [.. columns.Select(reader.Column)];
        foreach (string missing in columns.Where((_, i) => at[i] < 0))
        {
            problems.Add($"{file}(1,1): there is no column '{missing}'; the header is {string.Join(',', columns)}");
        }

        while (at.All(a => a >= 0) && reader.Read() is string[] cells)
        {
            row([.. at.Select(a => cells[a])], $"{file}({reader.Line},1)");
        }
    }

    private static double Number(string text, string column, string place, List<string> problems)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
        {
            return value;
        }

        problems.Add($"{place}: {column} is '{text}'; write a number");
        return 1;
    }
}
