namespace Portal.Api.Platform.LinkedData;

/// <summary>A record that can also be told in the words of schema.org.</summary>
public interface ILinked
{
    object ToLinkedData(PublicSite site);
}
