using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ControlSim.Tables;

/// <summary>What a column is.</summary>
internal enum ColumnRole
{
    /// <summary>Changes during a run and is read by later ticks.</summary>
    State,

    /// <summary>Comes from the scenario and never changes.</summary>
    Fixed,

    /// <summary>Follows from the state.</summary>
    Derived,
}

/// <summary>One array of the tables.</summary>
/// <param name="Table">Name of the table in <see cref="World"/>.</param>
/// <param name="Name"><c>Table.Column</c>.</param>
/// <param name="Role">What it is.</param>
/// <param name="Values">The array itself; it lives as long as the world.</param>
internal sealed record StateColumn(string Table, string Name, ColumnRole Role, Array Values)
{
    private readonly int _size = Buffer.ByteLength(Values);

    /// <summary>Its memory, for reading and writing.</summary>
    public Span<byte> Bytes => MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(Values), _size);
}

/// <summary>
/// Every array of numbers of every table, found by reflection when it is first asked for: a column that is added to a table is hashed,
/// saved and restored without a further word. Scalars of <see cref="World"/> are not among them.
/// </summary>
internal sealed class StateColumns
{
    private static readonly ImmutableArray<Place> Found = Find();

    private readonly ImmutableArray<StateColumn> _all;
    private readonly StateColumn[] _state;

    private StateColumns(ImmutableArray<StateColumn> all)
    {
        _all = all;
        _state = [.. all.Where(c => c.Role == ColumnRole.State)];
    }

    /// <summary>All, in the order of tables and names.</summary>
    public ImmutableArray<StateColumn> All => _all;

    /// <summary>Those that are the state.</summary>
    public ReadOnlySpan<StateColumn> State => _state;

    /// <summary>The columns of a world.</summary>
    public static StateColumns Of(World world)
    {
        var tables = new Dictionary<PropertyInfo, object>();
        var columns = ImmutableArray.CreateBuilder<StateColumn>(Found.Length);
        foreach (Place place in Found)
        {
            if (!tables.TryGetValue(place.Table, out object? table))
            {
                tables[place.Table] = table = place.Table.GetValue(world)!;
            }

            columns.Add(new StateColumn(place.Table.Name, place.Name, place.Role, (Array)place.Column.GetValue(table)!));
        }

        return new StateColumns(columns.MoveToImmutable());
    }

    /// <summary>Looks through the types once: attributes took 3 of a run's 165 ms.</summary>
    /// <exception cref="InvalidOperationException">An array that is not fixed holds something else than numbers.</exception>
    private static ImmutableArray<Place> Find() =>
    [
        .. typeof(World).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.PropertyType.IsClass && p.PropertyType != typeof(CanonicalOrder) && p.PropertyType != typeof(StateColumns)
                && p.PropertyType != typeof(Chunks))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .SelectMany(ColumnsOf),
    ];

    private static IEnumerable<Place> ColumnsOf(PropertyInfo table)
    {
        Type type = table.PropertyType;
        bool isDerived = type.GetCustomAttribute<DerivedAttribute>() is not null;
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.PropertyType.IsArray).OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            bool isFixed = property.GetCustomAttribute<FixedAttribute>() is not null;
            if (!property.PropertyType.GetElementType()!.IsPrimitive && !property.PropertyType.GetElementType()!.IsEnum)
            {
                if (isFixed)
                {
                    continue;
                }

                throw new InvalidOperationException($"{table.Name}.{property.Name} holds no numbers, so it cannot be hashed or saved.");
            }

            ColumnRole role = isDerived ? ColumnRole.Derived : isFixed ? ColumnRole.Fixed : ColumnRole.State;
            yield return new Place(table, property, $"{table.Name}.{property.Name}", role);
        }
    }

    private sealed record Place(PropertyInfo Table, PropertyInfo Column, string Name, ColumnRole Role);
}
