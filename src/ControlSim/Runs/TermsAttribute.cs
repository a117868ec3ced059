namespace ControlSim.Runs;

/// <summary>
/// The terms of a kind of event, in order. <c>name</c> is a number, <c>name+</c> one that is summed where several events of
/// a day are one line, <c>name:a|b|c</c> one of the words, 0 for the first. What a name means stands in <c>EventLegend</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class TermsAttribute(params string[] terms) : Attribute
{
    public IReadOnlyList<string> Terms { get; } = terms;
}
