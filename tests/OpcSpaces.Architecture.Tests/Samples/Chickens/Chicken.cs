namespace OpcSpaces.Architecture.Tests.Samples.Chickens;

/// <summary>Uses an egg, which uses a chicken: two folders in a circle, for <see cref="FolderCyclesTests"/>.</summary>
internal sealed class Chicken
{
    public static string Lay() => nameof(Chicken) + new Eggs.Egg().Hatches;
}
