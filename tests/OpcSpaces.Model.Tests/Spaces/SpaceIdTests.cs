using OpcSpaces.Model.Spaces;

namespace OpcSpaces.Model.Tests.Spaces;

public class SpaceIdTests
{
    [Theory]
    [InlineData("3F-A02")]
    [InlineData("光明-1")]
    public void Readable_ids_are_legal(string id) => Assert.Null(SpaceId.Fault(id));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a/b")]
    [InlineData("a+")]
    [InlineData("#")]
    [InlineData("a\nb")]
    [InlineData("a\0")]
    public void Ids_that_break_a_topic_are_not_legal(string id) => Assert.NotNull(SpaceId.Fault(id));

    [Fact]
    public void The_limit_is_in_bytes_and_not_in_letters()
    {
        Assert.Null(SpaceId.Fault(new string('a', 128)));
        Assert.Null(SpaceId.Fault(new string('光', 42)));
        Assert.NotNull(SpaceId.Fault(new string('光', 43)));
    }
}
