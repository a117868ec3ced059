using System.Globalization;
using System.Xml.Linq;
using ControlSim.Study.Figures;

namespace ControlSim.Tests.Figures;

/// <summary>A text read back from an SVG file, with the box that it takes on the canvas.</summary>
internal sealed record DrawnText(string Text, Box Box, string Group)
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static IReadOnlyList<DrawnText> In(string svg) => [.. XDocument.Parse(svg).Descendants(Svg + "text").Select(Read)];

    public static double Number(XElement element, string name, double otherwise = 0) =>
        element.Attribute(name) is { } a ? double.Parse(a.Value, CultureInfo.InvariantCulture) : otherwise;

    private static DrawnText Read(XElement text)
    {
        double x = Number(text, "x");
        double y = Number(text, "y");
        double size = Number(text, "font-size");
        bool bold = text.Attribute("font-weight")?.Value == "bold";
        double width = TextMetrics.Width(text.Value, size, bold) + (Number(text, "letter-spacing") * text.Value.Length);
        double left = text.Attribute("text-anchor")?.Value switch { "middle" => x - (width / 2), "end" => x - width, _ => x };
        double height = size * (TextMetrics.Ascent + TextMetrics.Descent);
        var box = new Box(left, y - (size * TextMetrics.Ascent), width, height);
        if (text.Attribute("transform") is { } turn)
        {
            Assert.StartsWith("rotate(-90 ", turn.Value, StringComparison.Ordinal);
            box = new Box(x - (size * TextMetrics.Ascent), y - (x - left) - (width - (2 * (x - left))), height, width);
        }

        return new DrawnText(text.Value, box, text.Parent!.Attribute("class")?.Value ?? "");
    }
}
