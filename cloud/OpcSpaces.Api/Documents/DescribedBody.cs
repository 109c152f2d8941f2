namespace OpcSpaces.Api.Documents;

/// <summary>Metadata of a route that reads its body by itself: what is sent. The framework's own would let routing answer another kind of content, with nothing but a number.</summary>
/// <param name="Type">Of the JSON.</param>
public sealed record DescribedBody(Type Type);
