using System.Globalization;
using OpcSpaces.Model.Registry.Values;

namespace OpcSpaces.FirmwareSim.Tenancy.Rows;

/// <summary>
/// Unified social credit codes (GB 32100-2015) with valid check characters: registered with the market supervision (9), an enterprise
/// (1), Shenzhen (440300), an organisation code (GB 11714-1997), the check character. Organisation codes begin with QM here, which is
/// used for no real firm as far as is known.
/// </summary>
internal static class CreditCodes
{
    private const string Prefix = "91440300";
    private const int FirmsOfOneSeed = 50_000;
    private static readonly int[] Weights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <param name="seed">Of the community: see <see cref="SeedSeries"/>.</param>
    /// <param name="number">A different one for each firm of a community, 0 to 49,999.</param>
    public static string Of(int seed, int number)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, FirmsOfOneSeed - 1);
        var organisation = string.Create(CultureInfo.InvariantCulture, $"QM{(SeedSeries.Of(seed) * FirmsOfOneSeed) + number:000000}");
        var code = Prefix + organisation + OrganisationCheck(organisation);
        return code + SocialCreditCode.CheckCharacter(code);
    }

    /// <summary>GB 11714: letters count from 10 for A; 11 minus the weighted sum modulo 11, X for 10, 0 for 11.</summary>
    internal static char OrganisationCheck(string organisation)
    {
        var sum = organisation.Zip(Weights).Sum(place => (char.IsAsciiDigit(place.First) ? place.First - '0' : place.First - 'A' + 10) * place.Second);
        return (11 - (sum % 11)) switch { 10 => 'X', 11 => '0', var check => (char)('0' + check) };
    }
}
