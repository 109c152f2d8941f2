namespace OpcSpaces.Architecture.Tests.Samples.Eggs;

/// <summary>The other half of the circle. The use is inside a generated type, which belongs to this one.</summary>
internal sealed class Egg
{
    public bool Hatches => ((Func<object, bool>)(it => it is Chickens.Chicken))(this);
}
