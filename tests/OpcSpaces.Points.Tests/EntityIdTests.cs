namespace OpcSpaces.Points.Tests;

public sealed class EntityIdTests
{
    [Theory]
    [InlineData("3F-A02")]
    [InlineData("光明-1")]
    public void Readable_ids_are_legal(string id)
    {
        Assert.Null(EntityId.Fault(id));
        Assert.Null(EntityId.FaultOfNew(id));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a/b")]
    [InlineData("a+")]
    [InlineData("#")]
    [InlineData("a\nb")]
    [InlineData("a\0")]
    public void Ids_that_break_a_topic_are_not_legal(string id)
    {
        Assert.NotNull(EntityId.Fault(id));
        Assert.NotNull(EntityId.FaultOfNew(id));
    }

    [Theory]
    [InlineData("hub\u200B")] // zero-width space
    [InlineData("h\u200Dub")] // zero-width joiner
    [InlineData("\uFEFFhub")] // byte order mark
    [InlineData("hub\u202Etxt")] // from here to the left
    [InlineData("\u2066hub\u2069")] // isolates
    [InlineData("h\u00ADub")] // soft hyphen
    [InlineData("a\u2028b")] // line separator
    [InlineData("hub\U000E0041")] // tag
    [InlineData(" hub")]
    [InlineData("hub\u3000")]
    public void Ids_that_look_like_others_are_not_made_and_those_that_exist_are_legal(string id)
    {
        Assert.NotNull(EntityId.FaultOfNew(id));
        Assert.Null(EntityId.Fault(id));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_not_legal()
    {
        Assert.NotNull(EntityId.Fault("a" + (char)0xD800));
        Assert.NotNull(EntityId.Fault((char)0xDC00 + "a"));
        Assert.Null(EntityId.Fault("\U0001F600"));
    }

    [Fact]
    public void The_limit_is_in_bytes_and_not_in_letters()
    {
        Assert.Null(EntityId.Fault(new string('a', 128)));
        Assert.Null(EntityId.Fault(new string('光', 42)));
        Assert.NotNull(EntityId.Fault(new string('光', 43)));
    }
}
