namespace ControlSim.Study.Figures;

/// <summary>A rectangle on the canvas, px from its upper left corner; or in data (y then grows with Y).</summary>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public bool Contains(double x, double y) => x >= X && x <= Right && y >= Y && y <= Bottom;

    public bool Contains(Box other) => other.X >= X && other.Y >= Y && other.Right <= Right && other.Bottom <= Bottom;

    /// <summary>True where the two share area; touching is no overlap.</summary>
    public bool Overlaps(Box other) => other.X < Right && other.Right > X && other.Y < Bottom && other.Bottom > Y;

    /// <summary>The box with this much taken off each side.</summary>
    public Box Inset(double left, double top, double right, double bottom) =>
        new(X + left, Y + top, Width - left - right, Height - top - bottom);

    /// <summary>The box with this much added on every side.</summary>
    public Box Grown(double by) => new(X - by, Y - by, Width + (2 * by), Height + (2 * by));
}
