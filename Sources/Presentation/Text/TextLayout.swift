/// How much text shows: fitted to a width, or everything.
package struct TextLayout: Sendable {
    /// What a pipe, or a terminal that does not report its width, gets.
    package static let defaultWidth = 80

    /// Columns; nil neither wraps nor shortens.
    package let width: Int?
    /// Whether commands, differences and options are shown one by one.
    package let isWide: Bool

    /// Fitted to that many columns.
    package static func fitted(_ width: Int = defaultWidth) -> Self { Self(width: width, isWide: false) }
    /// `-o wide`: everything, whatever the width.
    package static let wide = Self(width: nil, isWide: true)

    private init(width: Int?, isWide: Bool) {
        self.width = width
        self.isWide = isWide
    }
}
