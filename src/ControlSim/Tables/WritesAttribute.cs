namespace ControlSim.Tables;

/// <summary>The columns that a process may change, as <c>Table.Column</c>; a test holds every process to it.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WritesAttribute(params string[] columns) : Attribute
{
    public IReadOnlyList<string> Columns { get; } = columns;
}
