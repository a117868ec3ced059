using ControlSim.Study.Geography;

namespace ControlSim.Tests.Geography;

public class GreatCircleTests
{
    [Fact]
    public void A_degree_of_latitude_has_111_2_km()
    {
        Assert.Equal(Math.PI / 180 * 6371.0088, GreatCircle.Km(40, 34, 40, 35), 9);
    }

    [Fact]
    public void A_quarter_of_the_equator_has_a_quarter_of_the_circumference()
    {
        Assert.Equal(Math.PI / 2 * 6371.0088, GreatCircle.Km(0, 0, 90, 0), 6);
    }

    [Fact]
    public void Antipodes_lie_half_a_circumference_apart_and_a_point_lies_at_itself()
    {
        Assert.Equal(Math.PI * 6371.0088, GreatCircle.Km(10, 20, -170, -20), 3);
        Assert.Equal(0, GreatCircle.Km(41.09, 34.37, 41.09, 34.37));
    }

    /// <summary>Against the length of the chord between the unit vectors, computed elsewhere.</summary>
    [Fact]
    public void Baghdad_to_Damascus_agrees_with_the_chord()
    {
        Assert.Equal(750.9746358, GreatCircle.Km(44.3661, 33.3152, 36.2765, 33.5138), 6);
    }
}
