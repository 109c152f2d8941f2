using OpcSpaces.Model.Registry.Values;

namespace OpcSpaces.CommunityFolders.Plans;

/// <summary>
/// From longitude and latitude (WGS 84) to the metres of a plan: a plane that touches the ellipsoid at the origin, which lies in the plan's
/// upper left corner; x along the plan's upper edge, y downwards. Within 1 km of the origin, and between 60° south and north, it is right to 0.3 m.
/// </summary>
/// <param name="longitude">Of the origin, in degrees.</param>
/// <param name="latitude">Of the origin, in degrees.</param>
/// <param name="rotationDegrees">How far the plan's upper edge is turned clockwise from east.</param>
internal sealed class PlanProjection(double longitude, double latitude, double rotationDegrees)
{
    // NGA.STND.0036, table 3.1.
    private const double SemiMajorMetres = 6_378_137;
    private const double EccentricitySquared = 6.694_379_990_14e-3;
    private const double RadiansPerDegree = Math.PI / 180;

    public OutlineCorner ToPlan(double pointLongitude, double pointLatitude)
    {
        var (sine, cosine) = Math.SinCos(latitude * RadiansPerDegree);
        var flat = Math.Sqrt(1 - (EccentricitySquared * sine * sine));
        var east = (pointLongitude - longitude) * RadiansPerDegree * SemiMajorMetres / flat * cosine;
        var south = -(pointLatitude - latitude) * RadiansPerDegree * SemiMajorMetres * (1 - EccentricitySquared) / (flat * flat * flat);
        var (turnSine, turnCosine) = Math.SinCos(rotationDegrees * RadiansPerDegree);
        return new OutlineCorner((decimal)((east * turnCosine) + (south * turnSine)), (decimal)((south * turnCosine) - (east * turnSine))).ToMillimetres();
    }
}
