using ControlSim.Study.Figures;

namespace ControlSim.Tests.Figures;

public sealed class LabelPlacementTests
{
    private static readonly Box Bounds = new(0, 0, 200, 200);

    [Fact]
    public void A_label_with_room_stands_to_the_right_of_its_point()
    {
        Box box = new LabelPlacement(Bounds, []).Place(100, 100, 40, 10, 3)!.Value;
        Assert.Equal(105.5, box.X);
        Assert.Equal(100, box.Y + (box.Height / 2), 9);
    }

    [Fact]
    public void At_the_right_edge_it_stands_to_the_left()
    {
        Box box = new LabelPlacement(Bounds, []).Place(190, 100, 40, 10, 3)!.Value;
        Assert.Equal(184.5, box.Right);
    }

    [Fact]
    public void A_point_takes_eight_labels_that_do_not_overlap_and_no_ninth()
    {
        var placement = new LabelPlacement(Bounds, [new Box(97, 97, 6, 6)]);
        var boxes = new List<Box>();
        for (int i = 0; i < 8 && placement.Place(100, 100, 12, 10, 8) is { } box; i++) boxes.Add(box);
        Assert.Equal(8, boxes.Count);
        Assert.Null(placement.Place(100, 100, 12, 10, 8));
        for (int i = 0; i < boxes.Count; i++)
        {
            Assert.True(Bounds.Contains(boxes[i]));
            for (int k = 0; k < i; k++) Assert.False(boxes[i].Overlaps(boxes[k]), $"{i} and {k}");
        }
    }

    [Fact]
    public void A_sign_in_the_way_moves_the_label()
    {
        Box box = new LabelPlacement(Bounds, [new Box(120, 90, 20, 20)]).Place(100, 100, 40, 10, 3)!.Value;
        Assert.True(box.Right < 100);
    }

    [Fact]
    public void A_label_that_fits_nowhere_is_left_out() =>
        Assert.Null(new LabelPlacement(new Box(0, 0, 30, 30), []).Place(15, 15, 40, 10, 3));
}
