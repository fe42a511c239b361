package io.github.backsight.testkit.tracts;

import java.util.List;

/// One made-up tract.
///
/// @param id eleven digits; the first two are its state
/// @param score 0 to 1, like that of its neighbours
/// @param polygons its polygons: a shell, then holes
public record Tract(String id, double score, List<List<Ring>> polygons) {
    public Tract {
        polygons = polygons.stream().map(List::copyOf).toList();
    }

    /// A closed line whose first point is not repeated at its end; shells run anticlockwise, holes clockwise (RFC
    /// 7946).
    public static final class Ring {
        private final int[] places;

        Ring(int[] places) {
            this.places = places;
        }

        public int size() {
            return places.length / 2;
        }

        /// {@return millionths of a degree}
        public int longitude(int point) {
            return places[2 * point];
        }

        /// {@return millionths of a degree}
        public int latitude(int point) {
            return places[2 * point + 1];
        }

        /// {@return the same line walked the other way}
        Ring reversed() {
            int[] turned = new int[places.length];
            for (int i = 0; i < places.length; i += 2) {
                turned[i] = places[places.length - 2 - i];
                turned[i + 1] = places[places.length - 1 - i];
            }
            return new Ring(turned);
        }
    }

    public int vertexCount() {
        return polygons.stream().flatMap(List::stream).mapToInt(Ring::size).sum();
    }
}
