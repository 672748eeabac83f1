/// An option of a volume, its value as text: `on` stays `on`.
package struct GlusterOption: Sendable, Hashable, Codable {
    /// Full name, such as `network.ping-timeout`.
    package let name: String
    /// As written.
    package let value: String

    /// An option.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
