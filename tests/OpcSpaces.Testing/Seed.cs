using System.Globalization;

namespace OpcSpaces.Testing;

/// <summary>
/// The seed of a random test: the environment variable OPCSPACES_SEED, else a random one. Put
/// <see cref="HowToRepeat"/> into the failure messages (<see cref="Seed.Run"/> does) or print it.
/// </summary>
public sealed class Seed
{
    public const string Variable = "OPCSPACES_SEED";

    private Seed(int value) => Value = value;

    public int Value { get; }

    public string HowToRepeat => $"seed {Value}; repeat with {Variable}={Value}";

    /// <summary>Takes the seed for this test and prints it to the console.</summary>
    public static Seed Take(string test = "")
    {
        var given = Environment.GetEnvironmentVariable(Variable);
        var seed = new Seed(string.IsNullOrEmpty(given)
            ? Random.Shared.Next()
            : int.Parse(given, CultureInfo.InvariantCulture));
        Console.WriteLine($"{test}{(test.Length > 0 ? ": " : "")}{seed.HowToRepeat}");
        return seed;
    }

    /// <summary>A generator of its own for part <paramref name="part"/> of the test, the same for the same seed.</summary>
    public Random CreateRandom(int part = 0) => new(unchecked(Value + (part * 7919)));

    /// <summary>Runs the body; what it throws is wrapped so that the failure names the seed.</summary>
    public async Task RunAsync(Func<Task> body)
    {
        try
        {
            await body();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{e.Message} [{HowToRepeat}]", e);
        }
    }

    /// <inheritdoc cref="RunAsync"/>
    public void Run(Action body)
    {
        try
        {
            body();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{e.Message} [{HowToRepeat}]", e);
        }
    }

    public override string ToString() => HowToRepeat;
}
